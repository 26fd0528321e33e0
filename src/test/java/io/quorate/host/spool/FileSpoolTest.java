package io.quorate.host.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.spool.Parcel;
import io.quorate.engine.spool.Spool;
import io.quorate.engine.spool.Spool.Fetch;
import io.quorate.engine.spool.Spool.Item;
import io.quorate.engine.spool.Spool.Place;
import io.quorate.engine.spool.Spool.Put;
import io.quorate.engine.spool.Tag;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolTest {
    private static final SpoolLimits SMALL = new SpoolLimits(1 << 20, 32 << 10, 64, 8);

    @TempDir Path home;

    private final FullDisk disk = new FullDisk();

    @Test
    void whatWasPutIsThereInItsOrderAfterTheProcessIsGone() throws Exception {
        List<Parcel> parcels = parcels(20);
        FileSpool spool = ready();
        putAll(spool, parcels);
        abandon(spool);
        try (FileSpool again = open()) {
            Spool.Remains remains = again.remains();
            assertEquals(
                    parcels.stream().map(parcel -> Tag.of(parcel.entry())).toList(),
                    remains.items().stream().map(Item::tag).toList());
            assertEquals(0, remains.tornBytes() + remains.damagedBytes());
            List<Parcel> read = fetched(again, remains.items().stream().map(Item::place).toList());
            for (int i = 0; i < parcels.size(); i++) {
                assertEquals(parcels.get(i).entry().record(), read.get(i).entry().record());
                assertEquals(parcels.get(i).entry().submission(), read.get(i).entry().submission());
                assertArrayEquals(parcels.get(i).leaf().bytes(), read.get(i).leaf().bytes());
            }
        }
    }

    @Test
    void aTornEndIsToldAndEverythingBeforeItIsThere() throws Exception {
        FileSpool spool = ready();
        putAll(spool, parcels(3));
        abandon(spool);
        Path file = files().getLast();
        long whole = Files.size(file);
        for (long length : new long[] {whole - 1, whole - 2_000, whole / 2 + 100}) {
            try (FileChannel cut = FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                cut.truncate(length);
            }
            FileSpool again = open();
            assertEquals(0, again.remains().damagedBytes());
            assertTrue(again.remains().tornBytes() > 0);
            assertTrue(again.remains().items().size() < 3);
            abandon(again);
        }
    }

    @Test
    void damageIsToldAndCostsOnlyWhatItHit() throws Exception {
        FileSpool spool = ready();
        List<Place> places = putAll(spool, parcels(5));
        abandon(spool);
        try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
            file.seek(places.get(2).offset() + 100);
            file.write(0xff);
            file.write(0xfe);
        }
        try (FileSpool again = open()) {
            assertEquals(4, again.remains().items().size());
            assertEquals(
                    places.get(3).offset() - places.get(2).offset(),
                    again.remains().damagedBytes());
            assertEquals(0, again.remains().tornBytes());
        }
    }

    @Test
    void aFullDiskRefusesAndTakesAgainWhenThereIsRoom() throws Exception {
        FileSpool spool = ready();
        List<Parcel> parcels = parcels(10);
        putAll(spool, parcels.subList(0, 3));
        disk.room(1_000);
        Put refused = await(spool.put(parcels.get(3)));
        assertTrue(assertInstanceOf(Put.Refused.class, refused).cause().contains("No space left"));
        disk.room(Long.MAX_VALUE);
        putAll(spool, parcels.subList(4, 10));
        abandon(spool);
        try (FileSpool again = open()) {
            assertEquals(9, again.remains().items().size());
            assertEquals(0, again.remains().tornBytes() + again.remains().damagedBytes());
        }
    }

    @Test
    void aDiskThatCannotSyncIsNotTrustedWithTheSameFileAgain() throws Exception {
        FileSpool spool = ready();
        List<Parcel> parcels = parcels(3);
        putAll(spool, parcels.subList(0, 1));
        disk.breakSync();
        assertInstanceOf(Put.Refused.class, await(spool.put(parcels.get(1))));
        disk.mendSync();
        Place place = putAll(spool, parcels.subList(2, 3)).getFirst();
        assertEquals(2, place.file());
        spool.close();
    }

    @Test
    void itHoldsNoMoreThanItMay() throws Exception {
        FileSpool spool = ready();
        int kept = 0;
        Put put = new Put.Kept(new Place(0, 0));
        for (int i = 0; i < 1_000 && put instanceof Put.Kept; i++) {
            put = await(spool.put(parcel(i + 1)));
            kept++;
        }
        assertInstanceOf(Put.Refused.class, put);
        assertTrue(bytes() <= SMALL.bytesMax());
        assertTrue(kept > 50);
        spool.close();
    }

    @Test
    void whatIsReleasedGivesItsRoomBack() throws Exception {
        FileSpool spool = ready();
        List<Place> places = putAll(spool, parcels(60));
        assertTrue(files().size() > 3);
        places.forEach(spool::release);
        assertEquals(1, files().size());
        assertTrue(spool.isEmpty());
        spool.close();
        assertEquals(0, files().size());
    }

    @Test
    void reservedNumbersOutliveTheFilesBeforeThem() throws Exception {
        FileSpool spool = ready();
        assertInstanceOf(Put.Kept.class, await(spool.reserve(70_000)));
        putAll(spool, parcels(60)).forEach(spool::release);
        abandon(spool);
        try (FileSpool again = open()) {
            assertEquals(OptionalLong.of(70_000), again.remains().reserved());
        }
    }

    @Test
    void onlyItsOwnerMayUseIt() throws Exception {
        FileSpool spool = ready();
        putAll(spool, parcels(1));
        assertEquals("rwx------", rights(folder()));
        for (Path file : files()) {
            assertEquals("rw-------", rights(file));
        }
        assertThrows(IOException.class, this::open, "it is in use");
        abandon(spool);
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-x---"));
        IOException refused = assertThrows(IOException.class, this::open);
        assertTrue(String.valueOf(refused.getMessage()).contains("open to others"));
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path folder() {
        return home.resolve("spool");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private FileSpool open() throws IOException {
        return FileSpool.open(folder(), SMALL, disk);
    }

    private FileSpool ready() throws IOException {
        FileSpool spool = open();
        assertInstanceOf(Spool.Readiness.Ready.class, spool.prepare());
        return spool;
    }

    /// As after a kill: nothing is tidied up, but the lock is gone with the process.
    private static void abandon(FileSpool spool) {
        spool.abandon();
    }

    private static List<Parcel> parcels(int count) {
        List<Parcel> parcels = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parcels.add(parcel(i));
        }
        return parcels;
    }

    private static Parcel parcel(int number) {
        Entries entries = new Entries(new Origin("spooling"), new SecureRandom());
        return Parcel.of(entries.of(number, new Call("request " + number)));
    }

    private static List<Place> putAll(FileSpool spool, List<Parcel> parcels) {
        List<CompletionStage<Put>> puts = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (Parcel parcel : parcels) {
            puts.add(spool.put(parcel));
        }
        for (CompletionStage<Put> put : puts) {
            places.add(assertInstanceOf(Put.Kept.class, await(put)).place());
        }
        return places;
    }

    private static List<Parcel> fetched(FileSpool spool, List<Place> places) {
        return assertInstanceOf(Fetch.Fetched.class, await(spool.fetch(places))).parcels();
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
