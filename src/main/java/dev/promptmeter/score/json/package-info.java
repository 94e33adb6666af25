/**
 * Questions about JSON values: are two equal, where do they differ, what does a path select. Start with
 * {@link dev.promptmeter.score.json.JsonPath}.
 *
 * <p>Nothing here reads JSON text or knows of checks and answers. Whatever could take long counts its steps and gives up.
 */
@NullMarked
package dev.promptmeter.score.json;

import org.jspecify.annotations.NullMarked;
