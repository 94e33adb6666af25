/**
 * A model of embeddings for {@code similar} checks without an endpoint, built by {@code mvn -Pembeddings package} and never part of the
 * program's own jar. Start with {@link dev.promptmeter.embeddings.AllMiniLm}.
 */
@NullMarked
package dev.promptmeter.embeddings;

import org.jspecify.annotations.NullMarked;
