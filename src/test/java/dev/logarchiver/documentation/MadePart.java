package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of a page in {@code docs} that is made from the code, between two comments.
 *
 * @param page the page's file name
 * @param name what the comments call the part
 */
public record MadePart(String page, String name) {

	/**
	 * Makes sure that the page holds the text, and leaves a page that does in
	 * {@code target}.
	 */
	public void assertIs(String text) throws IOException {
		Path path = Path.of("docs", this.page);
		String content = Files.readString(path);
		String begin = "<!-- " + this.name + ": begin -->\n";
		int from = content.indexOf(begin) + begin.length();
		int to = content.indexOf("<!-- " + this.name + ": end -->");
		Path fresh = Path.of("target", this.page);
		Files.writeString(fresh, content.substring(0, from) + text + content.substring(to));
		assertThat(content.substring(from, to)).as("%s is stale: cp %s %s", path, fresh, path).isEqualTo(text);
	}

}
