package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Gate;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Transcript;
import io.quorate.core.protocol.Voice;
import java.time.Instant;
import java.util.Optional;

/// The digest of what is fixed when a round opens: electorate, weights, nonce and deadline.
final class Epoch {
    private Epoch() {}

    static Digest of(Opening opening, Gate gate) {
        Transcript transcript =
                new Transcript("quorate.epoch.v1")
                        .text(opening.decision().value())
                        .number(opening.number())
                        .raw(opening.submission().bytes())
                        .text(opening.nonce().orElse(""))
                        .text(moment(opening.window().opens()))
                        .text(moment(opening.window().closes()))
                        .number(gate.quorum().q())
                        .number(gate.weightNeeded().orElse(-1));
        write(opening.electorate(), transcript);
        return transcript.digest();
    }

    private static String moment(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse("");
    }

    private static void write(Electorate electorate, Transcript transcript) {
        transcript.text(electorate.pool().value()).number(electorate.choices().size());
        for (Choice choice : electorate.choices()) {
            transcript.text(choice.value());
        }
        transcript.number(electorate.size());
        for (Seat seat : electorate.seats()) {
            transcript
                    .text(seat.agent().value())
                    .text(seat.domain().value())
                    .text(seat.standing().name())
                    .number(seat.weight())
                    .number(seat.ownWeight())
                    .number(seat.confidenceThreshold());
            write(seat.voice(), transcript);
        }
        transcript
                .number(electorate.domainsTolerated())
                .number(electorate.correlated() ? 1 : 0)
                .number(electorate.unproven() ? 1 : 0)
                .number(electorate.labelled() ? 1 : 0);
        write(electorate.outlook(), transcript);
    }

    private static void write(Outlook outlook, Transcript transcript) {
        transcript.number(outlook.logPrior().size());
        outlook.logPrior().forEach(transcript::number);
        transcript
                .number(outlook.errorCorrelation())
                .number(outlook.lapse())
                .number(outlook.sharpness());
    }

    private static void write(Voice voice, Transcript transcript) {
        switch (voice) {
            case Voice.Silent() -> transcript.number(0);
            case Voice.Backing(long logOdds) -> transcript.number(1).number(logOdds);
            case Voice.Confusion(var rows) -> {
                transcript.number(2).number(rows.size());
                rows.forEach(row -> row.forEach(transcript::number));
            }
        }
    }
}
