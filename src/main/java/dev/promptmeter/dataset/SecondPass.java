package dev.promptmeter.dataset;

/** All that the first pass leaves behind for reading the rows again. */
record SecondPass(
        DatasetSpec spec, SourceFile source, Columns columns, Notation notation, LongList hashes, RowIds.Settled ids) {}
