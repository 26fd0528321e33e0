package io.quorate.core.consensus.deliberation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "New York",
                "  New\t\n York  ",
                "New\u00a0York",
                "New York.",
                "\"New York\"",
                "“New York.”",
                "'New York'.",
                "`New York`",
                "N\u00adew York",
                "\uff2e\uff45\uff57 York",
                "\ufeffNew York"
            })
    void theseAreOne(String answer) {
        assertEquals("New York", Canon.of(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new york",
                "New York!",
                "New York..",
                "New, York",
                "\"New\" \"York\"",
                "NewYork",
                "York",
                "\"New York"
            })
    void theseDiffer(String answer) {
        assertNotEquals("New York", Canon.of(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "\"", "\"\"", "a", "a.", "\"a.\"."})
    void theFormOfAFormIsItself(String answer) {
        assertEquals(Canon.of(answer), Canon.of(Canon.of(answer)));
    }
}
