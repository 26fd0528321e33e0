package io.quorate.core.consensus.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A scenario file, line by line. What stands at the margin happens; what is indented beneath it is
/// what has to come of it, all of it and nothing else.
record Transcription(Path file, List<Happening> happenings) {

    /// A line that is not empty.
    ///
    /// @param number where it stands, counted from 1
    record Line(int number, String text) {}

    /// @param batch the lines that begin with `|`: what belongs to it
    /// @param expected what has to come of it
    record Happening(Line line, List<Line> batch, List<Line> expected) {}

    /// Something that carries out what the lines say.
    interface Player {
        void play(Happening happening);

        void end();
    }

    static Transcription read(Path file) throws IOException {
        List<Happening> happenings = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
            throw new AssertionError(file + ": the first line says, after #, what is shown");
        }
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).stripTrailing();
            Line line = new Line(i + 1, text.strip());
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            if (!text.startsWith(" ") && !text.startsWith("|")) {
                happenings.add(new Happening(line, new ArrayList<>(), new ArrayList<>()));
                continue;
            }
            if (happenings.isEmpty()) {
                throw new AssertionError(file + ":" + line.number() + " belongs to nothing");
            }
            Happening last = happenings.getLast();
            if (text.startsWith("|")) {
                last.batch().add(new Line(i + 1, text.substring(1).strip()));
            } else {
                last.expected().add(line);
            }
        }
        return new Transcription(file, happenings);
    }

    void play(Player player) {
        Line at = new Line(0, "");
        try {
            for (Happening happening : happenings) {
                at = happening.line();
                player.play(happening);
            }
            at = new Line(at.number() + 1, "the end");
            player.end();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    file + ":" + at.number() + " \"" + at.text() + "\": " + failure.getMessage(),
                    failure);
        }
    }
}
