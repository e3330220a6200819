package dev.connectivity.cli.report;

/**
 * A place in a file.
 *
 * @param file as it was named, or {@code <stdin>}
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    /** As editors and terminals read it. */
    public String display() {
        return file + ":" + line;
    }

    @Override
    public int compareTo(Place other) {
        int files = file.compareTo(other.file);
        int lines = Integer.compare(line, other.line);
        return files != 0 ? files : lines != 0 ? lines : Integer.compare(column, other.column);
    }
}
