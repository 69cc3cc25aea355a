package dev.logarchiver.lines.errors;

import java.util.List;

/** What a line may be in an error of several lines, by how it begins and looks. */
enum LineKind {

	/** Anything else. */
	OTHER("other"),

	/** Names an exception that has several others. */
	BOXED_NAME("boxed-name"),

	/** Any other line about those others. */
	BOXED("boxed"),

	/** The first line of a Python trace. */
	HEADER("header"),

	/** What stands between two Python traces of which one is the cause of the other. */
	CHAIN("chain"),

	/** An empty line. */
	BLANK("blank"),

	/** A caller, or a cause. */
	FRAME("frame"),

	/** What a Go program that panics writes before its goroutines. */
	GOROUTINE("goroutine"),

	/** The first line when a Go program panics. */
	PANIC("panic"),

	/** The first line when a Rust program panics. */
	PANICKED("panicked"),

	/** What points at a place in the line before. */
	CARET("caret"),

	/** Names an exception at its beginning. */
	NAMED("throws"),

	/** A function or a place in a Go program. */
	DUMP("dump"),

	/** One name, which may be that of an exception, and what it says. */
	SIMPLE("simple"),

	/** Any other line that begins with a space. */
	INDENTED("indented");

	/** Their definitions, in the order in which the first that fits counts. */
	static final List<String> LANGUAGES = List.of(values())
		.subList(1, values().length)
		.stream()
		.map((kind) -> kind.definition)
		.toList();

	private static final List<LineKind> BY_TAG = List.of(values());

	private final String definition;

	LineKind(String definition) {
		this.definition = definition;
	}

	static LineKind ofTag(int tag) {
		return BY_TAG.get(tag);
	}

	/** Whether it may be in the middle of a Python trace. */
	boolean isBody() {
		return this == INDENTED || this == FRAME || this == CARET || this == DUMP || this == BOXED;
	}

	boolean isBoxed() {
		return this == BOXED || this == BOXED_NAME;
	}

}
