package dev.logarchiver.web.page;

import org.jspecify.annotations.Nullable;

/**
 * A page that a controller answers.
 *
 * @param template its template's name, such as {@code workers}
 * @param title what it is about, also the window's title
 * @param section where it belongs; {@code null} for none
 * @param content what the template shows, its parameter {@code page}
 * @param status the HTTP status
 */
public record Page(String template, String title, @Nullable Section section, Object content, int status) {

	private static final int OK = 200;

	public Page(String template, String title, @Nullable Section section, Object content) {
		this(template, title, section, content, OK);
	}

}
