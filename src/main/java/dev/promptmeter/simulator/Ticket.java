package dev.promptmeter.simulator;

/**
 * What decides the fate of a request besides its content.
 *
 * @param sequence in the ledger
 * @param number on its route, from 1
 * @param occurrence of its key, from 1
 * @param sinceFirstNanos receipt, after that of the first request of all
 */
record Ticket(long sequence, long number, byte[] key, int occurrence, long sinceFirstNanos) {}
