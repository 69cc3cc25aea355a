package dev.logarchiver.web.log;

import dev.logarchiver.web.text.LinePart;

/**
 * The page of a part of a long line.
 *
 * @param path the path of the log's page
 * @param part the part
 */
public record LinePartPage(String path, LinePart part) {

	/** The address of the part before. */
	public String before() {
		return at(Math.max(0, this.part.from() - LinePart.LENGTH));
	}

	/** The address of the part behind. */
	public String behind() {
		return at(this.part.end());
	}

	private String at(long offset) {
		return this.path + "?line=" + this.part.number()
				+ ((offset > 0) ? "&byte=" + offset : "#L" + this.part.number());
	}

}
