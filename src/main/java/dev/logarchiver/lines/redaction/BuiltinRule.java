package dev.logarchiver.lines.redaction;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.lines.redaction.NamedValue.Names;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are built in. Their names are a public interface. Braces are around the
 * part of a clue that is searched for.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum BuiltinRule {

	PRIVATE_KEY(PrivateKey.NAME, "private keys as PEM, over many lines or on one, also of OpenSSH and PGP",
			(rule) -> List.of(rule.exactly("PR{IVATE KEY}", PrivateKey::find))),

	AWS("aws",
			"access key IDs of AWS (`AKIA…`, `ASIA…`) and secret access keys that are given to a name such as "
					+ "`aws_secret_access_key`",
			BuiltinRule::aws),

	GITHUB("github", "tokens of GitHub (`ghp_…`, `gho_…`, `ghu_…`, `ghs_…`, `ghr_…`, `github_pat_…`)",
			(rule) -> Stream
				.concat(rule.tokens(ByteSet.WORD, 36, "{ghp_}", "{gho_}", "{ghu_}", "{ghs_}", "{ghr_}"),
						rule.tokens(ByteSet.WORD, 40, "githu{b_pat_}"))
				.toList()),

	GITLAB("gitlab", "tokens of GitLab (`glpat-…`, `gldt-…`, `glrt-…`, `glptt-…` and the like, `GR1348941…`)",
			(rule) -> Stream
				.concat(rule.tokens(ByteSet.NAME, 20, "{glpat-}", "{gldt-}", "{glrt-}", "{glptt-}", "{glcbt-}",
						"{glft-}", "{glsoat-}", "{glimt-}", "{glagent-}", "{gloas-}", "{glffct-}"),
						rule.tokens(ByteSet.BASE64_URL, 20, "G{R1348941}"))
				.toList()),

	SLACK("slack", "tokens of Slack (`xoxb-…`, `xoxp-…` and the like, `xapp-…`) and addresses of its webhooks",
			(rule) -> Stream
				.concat(rule.tokens(ByteSet.of("A-Za-z0-9%/+=-"), 10, "{xoxa-}", "{xoxb-}", "{xoxc-}", "{xoxd-}",
						"{xoxe-}", "{xoxp-}", "{xoxr-}", "{xoxs-}", "{xapp-}"),
						Stream.of("services/", "triggers/", "workflows/")
							.map((path) -> rule.exactly("hoo{ks.s}lack.com/" + path, BuiltinRule::webhook)))
				.toList()),

	STRIPE("stripe",
			"secret and restricted keys of Stripe (`sk_live_…`, `rk_live_…`, also of tests) and secrets of "
					+ "its webhooks (`whsec_…`)",
			(rule) -> Stream
				.concat(rule.tokens(ByteSet.WORD, 10, "s{k_live_}", "s{k_test_}", "r{k_live_}", "r{k_test_}",
						"s{k_org_}"), rule.tokens(ByteSet.BASE64, 16, "w{hsec_}"))
				.toList()),

	GOOGLE("google",
			"keys of Google's APIs (`AIza…`), OAuth tokens (`ya29.…`, `1//0…`) and client secrets "
					+ "(`GOCSPX-…`, `client_secret`)",
			BuiltinRule::google),

	CORECLAW("coreclaw",
			"what is given to a name such as `CORECLAW_API_KEY` or `coreclaw.token`; keys of CoreClaw "
					+ "in requests are found by `authorization`, `api-key` and `token`",
			(rule) -> List.of(rule.named("core{claw}", 8, BuiltinRule::coreclawName))),

	JWT("jwt", "JSON Web Tokens, signed or encrypted", (rule) -> List.of(rule.exactly("e{yJ}", JsonWebToken::find))),

	AUTHORIZATION("authorization",
			"the credentials in an `Authorization` or `Proxy-Authorization` header; the scheme stays",
			(rule) -> List.of(rule.inAnyCase("authori{zation}", AuthorizationHeader::find))),

	COOKIE("cookie", "the values in a `Cookie` or `Set-Cookie` header; the name of the first cookie stays",
			(rule) -> List.of(rule.inAnyCase("coo{kie}", CookieHeader::find))),

	API_KEY("api-key", "what is given to a name that ends in `api-key`, `api_key` or `apikey`, such as `X-Api-Key`",
			(rule) -> Stream.of("ap{i-key}", "ap{i_key}", "ap{ikey}", "ap{i.key}", "ap{i key}")
				.map((clue) -> rule.named(clue, 8, (_, _, end) -> end))
				.toList()),

	TOKEN("token", "what is given to a name that ends in `token`, such as `access_token`, but for those of pages",
			(rule) -> List.of(rule.named("t{oken}", 8, BuiltinRule::tokenName))),

	SIGNATURE("signature",
			"what is given to a name that ends in `signature`, such as `X-Amz-Signature`, or to `sig`, "
					+ "as in signed URLs",
			BuiltinRule::signature),

	URL_USER("url-user", "user and password in a URL (`https://user:password@host`), and a token in their place",
			(rule) -> List.of(rule.exactly("@", UserInfo::find))),

	CARD("card", "numbers of payment cards whose check digit is right", false,
			(rule) -> Stream.concat(IntStream.range(30, 70).boxed(), IntStream.range(22, 28).boxed())
				.map((begin) -> rule.exactly(begin.toString(), CardNumber::find))
				.toList()),

	EMAIL("email", "addresses of e-mail", false, (rule) -> List.of(rule.exactly("@", EmailAddress::find)));

	private final String label;

	private final String finds;

	private final boolean byDefault;

	private final Clues clues;

	BuiltinRule(String label, String finds, Clues clues) {
		this(label, finds, true, clues);
	}

	BuiltinRule(String label, String finds, boolean byDefault, Clues clues) {
		this.label = label;
		this.finds = finds;
		this.byDefault = byDefault;
		this.clues = clues;
	}

	/** Its name. */
	String label() {
		return this.label;
	}

	/** What it finds, in the words of the documentation. */
	String finds() {
		return this.finds;
	}

	boolean byDefault() {
		return this.byDefault;
	}

	List<Clue> clues() {
		return this.clues.of(this);
	}

	/**
	 * Finds rules by name.
	 * @param name the name of one, or {@value Redaction#DEFAULT}
	 * @throws IllegalArgumentException if there is no such rule
	 */
	static Set<BuiltinRule> named(String name) {
		Set<BuiltinRule> named = Arrays.stream(values())
			.filter((rule) -> name.equals(Redaction.DEFAULT) ? rule.byDefault : rule.label.equals(name))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(BuiltinRule.class)));
		if (named.isEmpty()) {
			throw new IllegalArgumentException("'" + Printable.escape(name) + "' is no rule: expected "
					+ Stream.concat(Stream.of(Redaction.DEFAULT), Arrays.stream(values()).map(BuiltinRule::label))
						.collect(Collectors.joining(", ")));
		}
		return named;
	}

	private Clue exactly(String text, Detector detector) {
		return Clue.exactly(this.label, text, detector);
	}

	private Clue inAnyCase(String text, Detector detector) {
		return Clue.inAnyCase(this.label, text, detector);
	}

	private Clue named(String text, int shortest, Names names) {
		return inAnyCase(text, new NamedValue(shortest, names));
	}

	private Stream<Clue> tokens(ByteSet following, int shortest, String... begins) {
		return Arrays.stream(begins).map((begin) -> exactly(begin, new PrefixedToken(following, shortest, 0)));
	}

	private List<Clue> aws() {
		PrefixedToken identifier = new PrefixedToken(ByteSet.of("A-Z0-9"), 16, 16);
		return Stream
			.of(Stream.of("A{KIA}", "A{SIA}", "A{BIA}", "A{CCA}").map((text) -> exactly(text, identifier)),
					Stream.of("se{cret}_access_key", "se{cret}accesskey", "se{cret}-access-key")
						.map((text) -> named(text, 16, (_, _, end) -> end)),
					Stream.of("se{cret}_key", "se{cret}key", "se{cret}-key")
						.map((text) -> named(text, 40, (_, _, end) -> end)))
			.flatMap((clues) -> clues)
			.toList();
	}

	private List<Clue> google() {
		return Stream
			.of(Stream.of(exactly("A{Iza}", new PrefixedToken(ByteSet.BASE64_URL, 35, 35))),
					tokens(ByteSet.NAME, 20, "y{a29.}"), tokens(ByteSet.BASE64_URL, 20, "GO{CSPX-}"),
					tokens(ByteSet.BASE64_URL, 30, "1//0"),
					Stream.of("client_se{cret}", "clientse{cret}", "client-se{cret}")
						.map((text) -> named(text, 8, (_, _, end) -> end)))
			.flatMap((clues) -> clues)
			.toList();
	}

	private List<Clue> signature() {
		return List.of(named("si{gnat}ure", 16, (_, _, end) -> end), named("s{ig=}", 16, BuiltinRule::shortName),
				named("s{ig%3d}", 16, BuiltinRule::shortName));
	}

	private static int shortName(Passage text, int from, int end) {
		return text.startsWord(from) ? from + "sig".length() : -1;
	}

	/** What asks for the next page of a list is no secret. */
	private static int tokenName(Passage text, int from, int end) {
		int word = ByteSet.of("A-Za-z0-9").has(text.at(from - 1)) ? from : from - 1;
		boolean page = Stream.of("page", "next", "sync", "continuation", "resume", "cursor")
			.anyMatch((name) -> text.matches(word - name.length(), name));
		return page ? -1 : end;
	}

	private static int coreclawName(Passage text, int from, int end) {
		int last = text.run(end, ByteSet.NAME, 64);
		return Stream.of("key", "token", "secret").anyMatch((word) -> text.matches(last - word.length(), word)) ? last
				: -1;
	}

	private static @Nullable Secret webhook(Passage text, int from, int end) {
		int last = text.run(end, ByteSet.of("A-Za-z0-9/_-"));
		return (last - end >= 20) ? Secret.exact(end, last) : null;
	}

	/** Makes the clues of a rule. */
	@FunctionalInterface
	private interface Clues {

		List<Clue> of(BuiltinRule rule);

	}

}
