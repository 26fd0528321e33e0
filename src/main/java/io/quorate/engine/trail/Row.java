package io.quorate.engine.trail;

/// One element of a page.
public sealed interface Row permits DecisionRow, RecordRow {
    Place place();
}
