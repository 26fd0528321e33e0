package io.quorate.core.consensus.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Exhaustive;
import io.quorate.Seeds;
import io.quorate.core.protocol.Chance;
import io.quorate.core.protocol.ErrorModel;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EnsembleStrategyTest {
    private static final double EXACTLY = 1e-12;
    private static final List<Double> THREE = List.of(0.23, 0.25, 0.30);

    @Test
    void oneAgentErrsAsItErrs() {
        ErrorModel model = EnsembleStrategy.SINGLE.errors(List.of(0.23), 0, 2);
        assertEquals(0.77, model.right().likely(), EXACTLY);
        assertEquals(0.23, model.wrong().likely(), EXACTLY);
        assertEquals(0, model.undecided().likely(), EXACTLY);
    }

    @Test
    void twoAgentsFlagTheirDisagreements() {
        ErrorModel model = EnsembleStrategy.DUAL.errors(List.of(0.23, 0.25), 0, 2);
        assertEquals(0.5775, model.right().likely(), EXACTLY);
        assertEquals(0.365, model.undecided().likely(), EXACTLY);
        assertEquals(0.0575, model.wrong().likely(), EXACTLY);
        assertEquals(0.4225, model.right().otherwise().likely(), EXACTLY);
    }

    @Test
    void theMajorityOfThreeIsRightInExactlyThatShare() {
        ErrorModel model = EnsembleStrategy.TRIPLE.errors(THREE, 0, 2);
        assertEquals(0.8330, model.right().likely(), EXACTLY);
        assertEquals(0.1670, model.wrong().likely(), EXACTLY);
        assertEquals(0.01725, model.allWrong().likely(), EXACTLY);
    }

    @Test
    void withMoreChoicesAgentsThatErrNeedNotErrAlike() {
        ErrorModel model = EnsembleStrategy.DUAL.errors(List.of(0.23, 0.25), 0, 5);
        assertEquals(0.5775, model.right().likely(), EXACTLY);
        assertEquals(0, model.wrong().least(), EXACTLY);
        assertEquals(0.0575, model.wrong().most(), EXACTLY);
        assertEquals(0.365, model.undecided().least(), EXACTLY);
        assertEquals(0.4225, model.undecided().most(), EXACTLY);
    }

    @Test
    void oneAgentIsNeverUndecided() {
        ErrorModel model = EnsembleStrategy.SINGLE.errors(List.of(0.23), 0, 5);
        assertEquals(0.23, model.wrong().least(), EXACTLY);
        assertEquals(0, model.undecided().most(), EXACTLY);
    }

    @Test
    void whatErrsTogetherIsNoHelp() {
        ErrorModel two = EnsembleStrategy.DUAL.errors(List.of(0.2, 0.2), 1, 2);
        assertEquals(0.2, two.wrong().likely(), 1e-9);
        assertEquals(0, two.undecided().likely(), 1e-9);
        ErrorModel three = EnsembleStrategy.TRIPLE.errors(List.of(0.2, 0.2, 0.2), 1, 2);
        assertEquals(0.2, three.wrong().likely(), 1e-9);
    }

    @Test
    void correlationIsCutToWhatTheRatesAllow() {
        ErrorModel model = EnsembleStrategy.DUAL.errors(List.of(0.01, 0.5), 1, 2);
        assertEquals(0.01, model.wrong().likely(), 1e-9);
        // At most √(0.01·0.5 / (0.99·0.5)).
        assertEquals(Math.sqrt(0.01 / 0.99), model.correlation(), 1e-9);
    }

    @Test
    void independentAgentsAreCountedCaseByCase() {
        Seeds.forEach(
                500,
                random -> {
                    double[] rates = {
                        random.nextDouble(), random.nextDouble(), random.nextDouble()
                    };
                    double[] twoErr = new double[1];
                    Exhaustive.sequences(
                            3,
                            2,
                            errs -> {
                                double chance = 1;
                                for (int i = 0; i < 3; i++) {
                                    chance *= errs[i] == 1 ? rates[i] : 1 - rates[i];
                                }
                                twoErr[0] += errs[0] + errs[1] + errs[2] >= 2 ? chance : 0;
                            });
                    ErrorModel model =
                            EnsembleStrategy.TRIPLE.errors(
                                    List.of(rates[0], rates[1], rates[2]), 0, 2);
                    assertEquals(twoErr[0], model.wrong().likely(), 1e-9);
                });
    }

    /// Any three agents that are alike in pairs have errors within the bounds that their rate and
    /// correlation leave.
    @Test
    void theBoundsHoldForEveryJointDistribution() {
        Seeds.forEach(
                5_000,
                random -> {
                    // The chances that none, a certain one, a certain pair, and all err.
                    double[] cells = cells(random);
                    double rate = cells[1] + 2 * cells[2] + cells[3];
                    double pair = cells[2] + cells[3];
                    double correlation = (pair - rate * rate) / (rate * (1 - rate));
                    if (!(correlation >= 0 && correlation <= 1)) {
                        return;
                    }
                    ErrorModel model =
                            EnsembleStrategy.TRIPLE.errors(
                                    List.of(rate, rate, rate), correlation, 2);
                    assertWithin(3 * cells[2] + cells[3], model.wrong());
                    assertWithin(cells[3], model.allWrong());
                    assertTrue(model.wrong().likely() <= model.wrong().most() + EXACTLY);
                    assertTrue(model.wrong().likely() >= model.wrong().least() - EXACTLY);
                });
    }

    private static double[] cells(RandomGenerator random) {
        double[] cells = new double[4];
        double sum = 0;
        double[] times = {1, 3, 3, 1};
        for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextDouble();
            sum += times[i] * cells[i];
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= sum;
        }
        return cells;
    }

    private static void assertWithin(double chance, Chance bounds) {
        assertTrue(
                chance >= bounds.least() - 1e-9 && chance <= bounds.most() + 1e-9,
                () -> chance + " is not within " + bounds);
    }

    @Test
    void whatIsNoRateIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EnsembleStrategy.DUAL.errors(List.of(0.1), 0, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> EnsembleStrategy.SINGLE.errors(List.of(Double.NaN), 0, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> EnsembleStrategy.DUAL.errors(List.of(0.1, 0.1), -0.1, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> EnsembleStrategy.SINGLE.errors(List.of(0.1), 0, 1));
    }
}
