package dev.logarchiver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the program.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LogArchiverApplication {

	public static void main(String[] args) {
		SpringApplication.run(LogArchiverApplication.class, args);
	}

}
