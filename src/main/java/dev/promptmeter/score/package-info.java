/**
 * Judges answers. Start with {@link dev.promptmeter.score.Scorer}; {@link dev.promptmeter.score.Scorers} lists the built-in ones.
 *
 * <p>Scorers are stateless and touch neither files nor network. One that needs a model makes a {@link dev.promptmeter.score.Question},
 * and somebody else brings the replies. Nothing here knows how a run is paced or reported.
 */
@NullMarked
package dev.promptmeter.score;

import org.jspecify.annotations.NullMarked;
