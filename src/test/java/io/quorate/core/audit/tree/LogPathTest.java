package io.quorate.core.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.audit.bytes.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPathTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 0, 256, tile/0/000",
        "3, 999, 1, tile/3/999.p/1",
        "63, 1000, 255, tile/63/x001/000.p/255",
        "0, 273, 112, tile/0/273.p/112",
        "0, 999999999999999999, 256, tile/0/x999/x999/x999/x999/x999/999"
    })
    void aTileIsWrittenAndReadByItsPath(int level, long index, int width, String path) {
        LogPath tile = new LogPath.TilePath(level, index, width);
        assertEquals(path, tile.text());
        assertEquals(new Parsed.Ok<>(tile), LogPath.parse(path));
    }

    @Test
    void bundlesAndTheCheckpointAreWrittenAndReadByTheirPaths() {
        LogPath bundle = new LogPath.EntriesPath(1_234_067, 5);
        assertEquals("tile/entries/x001/x234/067.p/5", bundle.text());
        assertEquals(new Parsed.Ok<>(bundle), LogPath.parse(bundle.text()));
        LogPath checkpoint = new LogPath.CheckpointPath();
        assertEquals(new Parsed.Ok<>(checkpoint), LogPath.parse("checkpoint"));
        assertEquals("checkpoint", checkpoint.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/checkpoint",
                "Checkpoint",
                "tile",
                "tile/0",
                "tile/0/",
                "tile/0/1",
                "tile/0/0000",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/0/x001//000",
                "tile/0/x1/000",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/-1",
                "tile/0/000.p/1/",
                "tile/0/000/../000",
                "tile/data/000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/٠٠٠"
            })
    void noOtherSpellingIsRead(String path) {
        assertInstanceOf(Parsed.Malformed.class, LogPath.parse(path));
    }

    @Test
    void whatIsNoTileHasNoPath() {
        assertThrows(IllegalArgumentException.class, () -> new LogPath.TilePath(64, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new LogPath.TilePath(0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LogPath.TilePath(0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new LogPath.EntriesPath(0, 257));
    }
}
