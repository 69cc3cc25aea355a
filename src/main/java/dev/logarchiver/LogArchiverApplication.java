package dev.logarchiver;

import dev.logarchiver.cli.CommandLineInterface;

import org.springframework.modulith.Modulithic;

/** Starts the program. */
@Modulithic
public class LogArchiverApplication {

	public static void main(String[] arguments) {
		CommandLineInterface.main(LogArchiverApplication.class, arguments);
	}

}
