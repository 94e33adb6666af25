package dev.promptmeter.simulator;

/**
 * The request that a fault may strike.
 *
 * @param number of the request on its route, in order of receipt, from 1
 * @param occurrence of its content, from 1
 */
record FaultSubject(
        Route route, long number, long occurrence, String text, String model, boolean streamed, long sinceFirstNanos) {}
