package dev.logarchiver.web.log;

import java.util.List;

import dev.logarchiver.web.text.LineView;

/**
 * Lines in a row.
 *
 * @param skipped how many lines before them are left out
 * @param lines the lines
 */
public record Excerpt(long skipped, List<LineView> lines) {

}
