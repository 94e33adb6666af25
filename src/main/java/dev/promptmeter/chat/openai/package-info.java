/**
 * Speaks the OpenAI wire format over {@code java.net.http}, plain and streamed. Start with {@link
 * dev.promptmeter.chat.openai.OpenAiEndpoint}, which sends, and {@link dev.promptmeter.chat.openai.OpenAiAnswerReader}, which
 * understands.
 *
 * <p>The two meet only in a {@code RecordedAnswer}: what was received is kept before it is understood, so a journal is read by the
 * same code as a live answer. Nothing here retries, paces, prices or scores.
 */
@NullMarked
package dev.promptmeter.chat.openai;

import org.jspecify.annotations.NullMarked;
