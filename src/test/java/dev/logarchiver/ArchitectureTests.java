package dev.logarchiver;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The layout is the data flow: each package imports only packages above it.
 */
class ArchitectureTests {

	private final ApplicationModules modules = ApplicationModules.of(LogArchiverApplication.class);

	@Test
	void everyPackageImportsOnlyPackagesAboveIt() {
		this.modules.verify();
	}

}
