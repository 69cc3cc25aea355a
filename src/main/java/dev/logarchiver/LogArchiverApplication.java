package dev.logarchiver;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

import dev.logarchiver.cli.CommandLineInterface;
import dev.logarchiver.cli.page.StandardOutput;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the program.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LogArchiverApplication {

	public static void main(String[] arguments) {
		// Spring Batch records local times: they must mean the same wherever they are
		// read
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
		// cron has no locale, but names of files and lines of logs have any letters
		System.setOut(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
		System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
		System.exit(CommandLineInterface.execute(LogArchiverApplication.class, arguments));
	}

}
