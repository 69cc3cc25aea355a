package dev.logarchiver;

import java.util.TimeZone;

import dev.logarchiver.cli.CommandLineInterface;

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
		CommandLineInterface.main(LogArchiverApplication.class, arguments);
	}

}
