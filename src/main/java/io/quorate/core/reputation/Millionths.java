package io.quorate.core.reputation;

/// Whole millionths, the unit in which everything learnt is kept.
///
/// Sums of whole numbers come out the same in every order, so that sidecars which add up each
/// other's increments hold the same bytes whatever reached them first.
final class Millionths {
    static final double ONE = 1_000_000;

    private Millionths() {}

    static long of(double value) {
        return Math.round(value * ONE);
    }
}
