package dev.logarchiver.deployment;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import tools.jackson.databind.JsonNode;

/**
 * Compares a document with the types that Kubernetes publishes, as strictly as
 * {@code kubectl apply --validate=strict}: what no type has is a problem.
 */
final class PublishedTypes {

	private static final String MODELS = "io.kubernetes.client.openapi.models.";

	private static final Map<String, String> VERSIONS = Map.of("CronJob", "batch/v1", "Job", "batch/v1", "Deployment",
			"apps/v1", "ConfigMap", "v1", "PersistentVolumeClaim", "v1", "Secret", "v1", "Service", "v1",
			"ServiceAccount", "v1");

	/** With which a patch takes an element out of a list. */
	private static final String DIRECTIVE = "$patch";

	private final boolean whole;

	private final List<String> problems = new ArrayList<>();

	private PublishedTypes(boolean whole) {
		this.whole = whole;
	}

	/**
	 * What is wrong with a document that is applied.
	 */
	static List<String> problems(JsonNode document) {
		return new PublishedTypes(true).compare(document);
	}

	/**
	 * What is wrong with a document that changes another one: it may lack what is
	 * required, and null takes a field away.
	 */
	static List<String> problemsOfPatch(JsonNode document) {
		return new PublishedTypes(false).compare(document);
	}

	private List<String> compare(JsonNode document) {
		String kind = document.path("kind").asString("");
		String version = document.path("apiVersion").asString("");
		if (!version.equals(VERSIONS.get(kind))) {
			return List.of("'" + kind + "' of '" + version + "' is no known kind");
		}
		try {
			check(kind, Class.forName(MODELS + "V1" + kind), document);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
		return this.problems;
	}

	private void check(String path, Type type, JsonNode value) {
		if (value.isNull()) {
			problem(this.whole, path, "is null");
			return;
		}
		switch (type) {
			case ParameterizedType list when list.getRawType() == List.class -> {
				problem(!value.isArray(), path, "is no list");
				for (int i = 0; i < value.size(); i++) {
					check(path + "[" + i + "]", list.getActualTypeArguments()[0], value.path(i));
				}
			}
			case ParameterizedType map -> {
				problem(!value.isObject(), path, "is no map");
				value.forEachEntry((key, member) -> check(path + "." + key, map.getActualTypeArguments()[1], member));
			}
			case Class<?> model when model.getName().startsWith(MODELS) -> checkFields(path, model, value);
			default -> problem(!fits(type, value), path, "is no " + type.getTypeName() + " but " + value);
		}
	}

	private void checkFields(String path, Class<?> model, JsonNode value) {
		problem(!value.isObject(), path, "is no " + model.getSimpleName());
		Map<String, Type> fields = Arrays.stream(model.getDeclaredFields())
			.filter((field) -> field.isAnnotationPresent(SerializedName.class))
			.collect(Collectors.toMap(PublishedTypes::name, Field::getGenericType));
		value.forEachEntry((name, member) -> {
			Type type = fields.get(name);
			if (type != null) {
				check(path + "." + name, type, member);
			}
			problem(type == null && (this.whole || !name.equals(DIRECTIVE)), path + "." + name,
					"is no field of " + model.getSimpleName());
		});
		required(model)
			.forEach((name) -> problem(this.whole && !value.has(name.toString()), path + "." + name, "is missing"));
	}

	private static String name(Field field) {
		return field.getAnnotation(SerializedName.class).value();
	}

	private static Set<?> required(Class<?> model) {
		try {
			return (Set<?>) model.getField("openapiRequiredFields").get(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean fits(Type type, JsonNode value) {
		if (type == Integer.class || type == Long.class) {
			return value.isIntegralNumber();
		}
		if (type == Boolean.class) {
			return value.isBoolean();
		}
		if (type == IntOrString.class) {
			return value.isIntegralNumber() || value.isString();
		}
		return (type == Quantity.class) ? isQuantity(value) : value.isString();
	}

	private static boolean isQuantity(JsonNode value) {
		try {
			Quantity.fromString(value.asString());
			return true;
		}
		catch (QuantityFormatException ex) {
			return false;
		}
	}

	private void problem(boolean found, String path, String what) {
		if (found) {
			this.problems.add(path + " " + what);
		}
	}

}
