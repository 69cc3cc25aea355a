package dev.logarchiver.execution;

/**
 * A count with its name.
 *
 * @param name what is counted
 * @param count how many
 * @param remark what else there is to say; may be empty
 */
public record CountedLine(String name, long count, String remark) {
}
