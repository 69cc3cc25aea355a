// Archives the last log of each Worker with Node and the AWS SDK. Reads the variables BENCH_*;
// works in the current directory. BENCH_NODE_MODULES is where the packages are installed. With
// BENCH_STATE, a file that remembers which run of each Worker is stored, it downloads only what
// is new.

import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { appendFile, readFile, rm, stat } from "node:fs/promises";
import { Agent } from "node:http";
import { createRequire } from "node:module";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import zlib from "node:zlib";

const installed = createRequire(`${process.env.BENCH_NODE_MODULES}/`);
const { S3Client, PutObjectCommand } = installed("@aws-sdk/client-s3");
const undici = installed("undici");

const gzip = promisify(zlib.gzip);
const {
	BENCH_API, BENCH_WORKERS, BENCH_S3, BENCH_BUCKET, BENCH_PREFIX, BENCH_DATE, CORECLAW_API_KEY, AWS_REGION,
	BENCH_COMPRESSION = "gzip", BENCH_LEVEL = "6", BENCH_CONCURRENCY = "16",
	BENCH_STATE = "",
} = process.env;
const level = Number(BENCH_LEVEL);
const concurrency = Number(BENCH_CONCURRENCY);
const compressed = BENCH_COMPRESSION === "gzip";
if (!compressed && BENCH_COMPRESSION !== "none") {
	console.error(`sdk: unknown compression ${BENCH_COMPRESSION}`);
	process.exit(64);
}
const authorization = { authorization: `Bearer ${CORECLAW_API_KEY}` };

// A larger log goes by a file, since S3 wants the length before the body.
const IN_MEMORY = 1024 * 1024;

const s3 = new S3Client({
	endpoint: BENCH_S3,
	region: AWS_REGION,
	forcePathStyle: true,
	maxAttempts: 1,
	requestChecksumCalculation: "WHEN_REQUIRED", // else a CRC-32 of each body
	requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: concurrency }) },
});
// By default it would open as many connections as it likes.
const agent = new undici.Agent({ connections: concurrency });

async function archive(worker) {
	const answer = await get(`${BENCH_API}/api/v2/workers/${worker}/runs/last/log`, authorization);
	const url = (await answer.body.json()).data.all_logs_url;
	const run = url.split("/").at(-2);
	if (stored.get(worker) === run) {
		return;
	}
	const log = await get(url);
	const key = `${BENCH_PREFIX}/worker=${worker}/date=${BENCH_DATE}/${run}.log${compressed ? ".gz" : ""}`;
	if (Number(log.headers["content-length"]) <= IN_MEMORY) {
		const text = Buffer.from(await log.body.arrayBuffer());
		await put(key, compressed ? await gzip(text, { level }) : text);
	} else {
		const file = `${run}.log`;
		await pipeline(log.body, compressed ? zlib.createGzip({ level }) : new PassThrough(), createWriteStream(file));
		await put(key, createReadStream(file), (await stat(file)).size);
		await rm(file);
	}
	if (BENCH_STATE) {
		await appendFile(BENCH_STATE, `${worker} ${run}\n`);
	}
}

async function get(url, headers) {
	const response = await undici.request(url, { headers, dispatcher: agent });
	if (response.statusCode !== 200) {
		throw new Error(`GET ${url}: ${response.statusCode} ${await response.body.text()}`);
	}
	return response;
}

function put(key, body, length) {
	return s3.send(new PutObjectCommand({
		Bucket: BENCH_BUCKET,
		Key: key,
		Body: body,
		ContentLength: length,
		ContentType: "text/plain; charset=utf-8",
		ContentEncoding: compressed ? "gzip" : undefined,
	}));
}

const workers = (await readFile(BENCH_WORKERS, "utf8")).split("\n").filter(Boolean);
const stored = new Map(BENCH_STATE && existsSync(BENCH_STATE)
	? (await readFile(BENCH_STATE, "utf8")).split("\n").map((line) => line.split(" ")) : []);
const left = workers.values();
let failures = 0;

async function archiveAll() {
	for (const worker of left) {
		try {
			await archive(worker);
		} catch (error) {
			failures++;
			console.error(`sdk: ${worker}: ${error}`);
		}
	}
}

await Promise.all(Array.from({ length: concurrency }, archiveAll));
if (failures > 0) {
	console.error(`sdk: ${failures} of ${workers.length} failed`);
	process.exitCode = 1;
}
agent.close();
s3.destroy();
