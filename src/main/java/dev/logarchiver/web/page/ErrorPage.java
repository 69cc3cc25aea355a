package dev.logarchiver.web.page;

import org.jspecify.annotations.Nullable;

/**
 * What a page says instead of what was asked for.
 *
 * @param problem what is wrong
 * @param remedy what to do about it; {@code null} if nobody knows
 */
public record ErrorPage(String problem, @Nullable String remedy) {

}
