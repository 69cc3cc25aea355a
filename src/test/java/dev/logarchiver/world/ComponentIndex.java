package dev.logarchiver.world;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.MetadataReader;

/**
 * Finds and reads the files of classes once for all programs of this JVM, and none of
 * those of tests: looking for its components took each start a third of its time.
 */
public final class ComponentIndex implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Map<Resource, MetadataReader> READ = new ConcurrentHashMap<>();

	private static final Map<String, Resource[]> FOUND = new ConcurrentHashMap<>();

	private static final String TESTS = ComponentIndex.class.getProtectionDomain()
		.getCodeSource()
		.getLocation()
		.toString();

	@Override
	public void initialize(GenericApplicationContext context) {
		Map<Resource, MetadataReader> read = context.getResourceCache(MetadataReader.class);
		read.putAll(READ);
		context.addBeanFactoryPostProcessor((factory) -> READ.putAll(read));
		context.setResourceLoader(new Shipped());
	}

	private static final class Shipped extends PathMatchingResourcePatternResolver {

		@Override
		public Resource[] getResources(String pattern) throws IOException {
			if (!pattern.endsWith(".class")) {
				return super.getResources(pattern);
			}
			Resource[] found = FOUND.get(pattern);
			if (found == null) {
				found = Stream.of(super.getResources(pattern))
					.filter((resource) -> !isOfATest(resource))
					.toArray(Resource[]::new);
				FOUND.put(pattern, found);
			}
			return found.clone();
		}

		private static boolean isOfATest(Resource resource) {
			try {
				return resource.getURL().toString().startsWith(TESTS);
			}
			catch (IOException ex) {
				return false;
			}
		}

	}

}
