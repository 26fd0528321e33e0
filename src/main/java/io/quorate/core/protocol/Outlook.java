package io.quorate.core.protocol;

import java.util.List;

/// What a pool knows about its questions and its own errors before it hears a vote.
///
/// @param logPrior how common each choice is as the right one, in millionths of a nat, by place;
///   empty when all are equally common
/// @param errorCorrelation ρ̄, how far the agents' errors go together, in millionths
/// @param lapse share of the questions, in millionths, on which the votes say nothing about the
///   right choice, however well they agree
/// @param sharpness by how much the posterior is raised, in millionths, to be right as often as it
///   says
public record Outlook(List<Long> logPrior, long errorCorrelation, long lapse, long sharpness) {

    /// ρ̄ of a pool of which nothing is known.
    public static final long ERROR_CORRELATION_PRIOR = 300_000;

    private static final long MILLION = 1_000_000;

    /// Of a pool without any history, on choices that are equally common.
    public static final Outlook NONE = of(ERROR_CORRELATION_PRIOR);

    public Outlook {
        logPrior = List.copyOf(logPrior);
        if (errorCorrelation < 0 || errorCorrelation > MILLION) {
            throw new IllegalArgumentException("a correlation of errors lies in [0,1]");
        }
        if (lapse < 0 || lapse > MILLION) {
            throw new IllegalArgumentException("a lapse is a share");
        }
        if (sharpness <= 0) {
            throw new IllegalArgumentException("a posterior is raised to a positive power");
        }
    }

    /// Of a pool that takes its posterior as it is.
    public static Outlook of(long errorCorrelation) {
        return new Outlook(List.of(), errorCorrelation, 0, MILLION);
    }

    /// The same where other choices are offered, of which none is known to be more common.
    public Outlook onOtherChoices() {
        return new Outlook(List.of(), errorCorrelation, lapse, sharpness);
    }

    public long logPrior(int choice) {
        return logPrior.isEmpty() ? 0 : logPrior.get(choice);
    }
}
