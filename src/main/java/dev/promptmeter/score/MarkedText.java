package dev.promptmeter.score;

import dev.promptmeter.chat.Message;

/** A message to a judge that holds a candidate's text alone, between two lines with a mark that the text cannot know. */
final class MarkedText {

    private static final String BEGIN = "----- BEGIN ";
    private static final String END = "----- END ";

    private MarkedText() {}

    static Message of(CandidateText text, String mark) {
        return Message.of("user", BEGIN + mark + "\n" + text.shown() + "\n" + END + mark);
    }
}
