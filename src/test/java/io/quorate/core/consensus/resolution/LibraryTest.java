package io.quorate.core.consensus.resolution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class LibraryTest {
    private static final Library LIBRARY =
            new Library(
                    List.of(
                            new Source(
                                    "moon",
                                    "Facts",
                                    "The caf\u00e9\u2019s Moon is\n  384\u00a0400 km away."),
                            new Source("empty", "Nothing", " \n ")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Moon is 384 400 km",
                "  384 400\tkm  ",
                "cafe\u0301\u2019s Moon",
                "The caf\u00e9\u2019s Moon is 384 400 km away.",
                "Mo\u00adon is",
                "\uff2d\uff4f\uff4f\uff4e"
            })
    void wordsOfTheSourceHold(String quote) {
        assertTrue(LIBRARY.holds(new Quotation("moon", quote)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Moon is 384400 km",
                "moon is",
                "the Sun",
                "",
                "   ",
                ".",
                "away. Far away.",
                "Facts"
            })
    void otherWordsDoNot(String quote) {
        assertFalse(LIBRARY.holds(new Quotation("moon", quote)));
    }

    @Test
    void aQuotationHoldsInTheNamedSourceOnly() {
        assertFalse(LIBRARY.holds(new Quotation("empty", "Moon")));
        assertFalse(LIBRARY.holds(new Quotation("sun", "Moon")));
    }

    @Test
    void onlyWordsCanBeQuoted() {
        assertTrue(LIBRARY.isQuotable());
        assertFalse(new Library(List.of()).isQuotable());
        assertFalse(new Library(List.of(new Source("s", "", " — … "))).isQuotable());
    }
}
