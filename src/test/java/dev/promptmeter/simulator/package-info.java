/** Tests of the simulator, with plain sockets wherever the exact bytes matter. */
@NullMarked
package dev.promptmeter.simulator;

import org.jspecify.annotations.NullMarked;
