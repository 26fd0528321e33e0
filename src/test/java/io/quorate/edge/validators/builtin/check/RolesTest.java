package io.quorate.edge.validators.builtin.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Vocabulary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who does what to whom, read from word order.
class RolesTest {
    private static boolean swaps(String one, String other) {
        Vocabulary vocabulary = new Vocabulary();
        Clash clash = Clash.ofRoles(side(one, vocabulary), side(other, vocabulary), vocabulary);
        return clash.degree() > 0;
    }

    private static Clash.Side side(String text, Vocabulary vocabulary) {
        Passage passage = Passage.of(text, vocabulary);
        return new Clash.Side(passage, 0, passage.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mori beat Adler in Vienna.         | Adler beat Mori in Vienna.
                    Mori beat Adler in Vienna.         | Mori was beaten by Adler.
                    Adler was defeated by Mori.        | Mori was defeated by Adler.
                    Mori won the final against Adler.  | Adler won it against Mori.
                    The firm moved from Porto to Rome. | The firm moved from Rome to Porto.
                    Acme bought Brandt in 1990.        | Brandt acquired Acme.
                    Silva taught Keller at Porto.      | In Porto Keller taught Silva.
                    The dog bit the man.               | The man bit the dog.
                    Anna Berg succeeded Tom Falk.      | Tom Falk succeeded Anna Berg in 1999.
                    The court sued the bank.           | The bank sued the court.
                    Rome fell to Alaric.               | Alaric fell to Rome.
                    """)
    void aSwapIsSeenEitherWayRound(String one, String other) {
        assertEquals(true, swaps(one, other), one + " / " + other);
        assertEquals(true, swaps(other, one), other + " / " + one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mori beat Adler in Vienna.           | Adler was beaten by Mori.
                    Mori beat Adler in Vienna.           | In Vienna Mori defeated Adler.
                    Mori won the final against Adler.    | The final was won by Mori.
                    Mori met Adler in Vienna.            | Adler met Mori in Vienna.
                    Ann married Bob in 1990.             | Bob married Ann.
                    Mori and Adler won the cup.          | Adler and Mori won the cup.
                    Silva founded the bakery in Porto.   | The bakery was founded in Porto by Silva.
                    Silva founded the bakery in Porto.   | In Porto the bakery was founded.
                    The firm moved from Porto to Rome.   | The firm moved to Rome from Porto.
                    Acme bought Brandt and Keller.       | Acme bought Keller and Brandt.
                    Brandt designed the dam.             | Keller proposed a lower dam.
                    Berlin is the capital of Germany.    | The capital of Germany is Berlin.
                    The band toured Europe with Adler.   | Adler toured Europe with the band.
                    The book was written by Ann Lee.     | Ann Lee wrote the book.
                    A novel written by Ann Lee appeared. | Ann Lee wrote a novel.
                    """)
    void whatSaysTheSameIsNoSwap(String one, String other) {
        assertEquals(false, swaps(one, other), one + " / " + other);
        assertEquals(false, swaps(other, one), other + " / " + one);
    }
}
