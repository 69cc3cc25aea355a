package dev.logarchiver.cli;

/**
 * What stands above the examples at the end of a command's help.
 */
final class Examples {

	static final String HEADING = "%nExamples:%n";

	private Examples() {
	}

}
