// The script of all pages. Each works without it.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not here */ } };

document.documentElement.classList.add('js');

// --- A search is stopped while its page comes in, which ends where a link is followed.

document.addEventListener('click', (event) => {
	if (event.target.matches('.searching a')) { event.preventDefault(); fetch(event.target.href); }
});
if (document.readyState === 'loading') { await new Promise((done) => document.addEventListener('DOMContentLoaded', done)); }

// --- The page of a log: lines are loaded as they are scrolled to.

function logPage(box) {
	const { path, view } = box.dataset;
	const total = Number(box.dataset.lines);
	const form = one('.find'), input = form.elements.q, count = one('.count'), keys = one('#keys');
	const whole = view === 'WHOLE' && total > 0;
	const CHUNK = 50, AHEAD = 4, KEPT = 200, TALLEST = 8e6;
	const numberOf = (element) => Number(element.id.slice(1));
	// chunk 0 may be short, so that one begins where the lines begin that are here already
	const given = all('.l', box), short = given.length > 0 ? (numberOf(given[0]) - 1) % CHUNK : 0;
	const chunkOf = (line) => Math.floor((line - 1 - short) / CHUNK) + 1;
	const startOf = (chunk) => Math.max(1, (chunk - 1) * CHUNK + short + 1);
	const last = chunkOf(total), initial = short > 0 ? 0 : 1;
	const bounded = (line) => Math.min(Math.max(1, Math.round(line)), total);

	let query = box.dataset.query, rendered = query; // what is searched for, as parameters, and what is marked
	let current = Number(box.dataset.target); // the line that was gone to
	let selected = null; // [first, last]
	let cache = new Map(); // the HTML of chunks
	let generation = 0; // counts the places that were gone to
	let top = 0, lastY = 0, filling = false, idle = 0;
	let search = null; // ends the search that is under way

	const spacer = document.createElement('div'), shown = document.createElement('div');
	spacer.className = 'spacer';
	shown.className = 'shown';
	const say = (text) => { count.textContent = text; };
	const sayProblem = (problem) => { if (problem.name !== 'AbortError') { say(`This didn't work: ${problem.message}`); } };
	const address = (parameters) => `${path}?${parameters}${query ? `&${query}` : ''}`;

	async function get(url) {
		const answer = await fetch(url);
		if (!answer.ok || answer.redirected) {
			throw new Error(answer.redirected ? 'the session has ended, load the page again' : `the server answered ${answer.status}`);
		}
		return answer.text();
	}

	/** Loads chunks that aren't there yet. */
	async function load(from, to) {
		while (from <= to && cache.has(from)) { from++; }
		while (from <= to && cache.has(to)) { to--; }
		if (from > to) { return; }
		const target = cache, html = document.createElement('template');
		html.innerHTML = await get(`${path}/lines?from=${startOf(from)}&to=${startOf(to + 1) - 1}${rendered ? `&${rendered}` : ''}`);
		keep(html.content.children, target);
		if (!target.has(from)) { throw new Error('the log has changed, load the page again'); }
	}

	function keep(lines, target) {
		for (const number of target.keys()) { if (target.size > KEPT) { target.delete(number); } }
		for (const [number, chunk] of Map.groupBy(lines, (line) => chunkOf(numberOf(line)))) {
			if (chunk.length === startOf(number + 1) - startOf(number) || number === last) {
				target.set(number, chunk.map((line) => line.outerHTML).join(''));
			}
		}
	}

	function chunk(number) {
		const element = document.createElement('div');
		element.dataset.chunk = number;
		element.innerHTML = cache.get(number);
		all('.l', element).forEach(mark);
		return element;
	}

	const isSelected = (line) => selected !== null && line >= selected[0] && line <= selected[1];

	function mark(element) {
		const line = numberOf(element);
		element.classList.toggle('at', line === current);
		element.classList.toggle('selected', isSelected(line));
	}

	const markAll = () => all('.l', shown).forEach(mark);
	const chunkNumber = (element) => Number(element.dataset.chunk);
	const tall = () => Math.max(box.clientHeight * 3, Math.min(TALLEST, total * (one('.l', box)?.offsetHeight || 20)));

	/** Keeps the beginning at the top, and ends where the last line ends. */
	function settle() {
		if (chunkNumber(shown.firstChild) === initial && top !== 0) {
			const y = box.scrollTop - top;
			top = 0;
			shown.style.top = '0';
			box.scrollTop = y;
		}
		shown.style.top = `${top}px`;
		const end = top + shown.offsetHeight;
		spacer.style.height = `${chunkNumber(shown.lastChild) === last ? end : Math.max(tall(), end + box.clientHeight)}px`;
		lastY = box.scrollTop;
	}

	/** Shows a line, so far below the upper edge. */
	async function place(line, below = 0) {
		const mine = ++generation, middle = chunkOf(line);
		await load(middle, middle);
		if (mine !== generation) { return; }
		const chunks = [], from = cache.has(middle - 1) ? middle - 1 : middle, to = cache.has(middle + 1) ? middle + 1 : middle;
		for (let number = from; number <= to; number++) { chunks.push(chunk(number)); }
		shown.replaceChildren(...chunks);
		spacer.style.height = `${tall()}px`;
		const y = Math.round((line - 1) / Math.max(1, total - 1) * (tall() - box.clientHeight));
		top = y - (one(`#L${line}`, shown)?.offsetTop ?? 0);
		shown.style.top = `${top}px`;
		box.scrollTop = y;
		settle();
		const wanted = () => top + (one(`#L${line}`, shown)?.offsetTop ?? 0) - below, cut = wanted() < 0;
		lastY = box.scrollTop = wanted();
		await fill();
		if (cut && mine === generation) { lastY = box.scrollTop = wanted(); }
	}

	/** Adds what is missing around what is seen, and removes what is far from it. */
	async function fill() {
		if (filling || !shown.firstChild) { return; }
		filling = true;
		const mine = generation;
		try {
			while (mine === generation) {
				const y = box.scrollTop, height = box.clientHeight;
				const first = chunkNumber(shown.firstChild), final = chunkNumber(shown.lastChild);
				if (first > initial && top > y - height) {
					await load(cache.has(first - 1) ? first - 1 : Math.max(initial, first - AHEAD), first - 1);
					if (mine !== generation) { continue; }
					shown.prepend(chunk(first - 1));
					top -= shown.firstChild.offsetHeight;
				}
				else if (final < last && top + shown.offsetHeight < y + 2 * height) {
					await load(final + 1, cache.has(final + 1) ? final + 1 : Math.min(last, final + AHEAD));
					if (mine !== generation) { continue; }
					shown.append(chunk(final + 1));
				}
				else { break; }
				trim();
				settle();
			}
		}
		finally { filling = false; }
		if (mine !== generation) { await fill(); }
	}

	function trim() {
		const y = box.scrollTop, height = box.clientHeight;
		while (shown.children.length > 3 && top + shown.firstChild.offsetHeight < y - 2 * height) {
			top += shown.firstChild.offsetHeight;
			shown.firstChild.remove();
		}
		while (shown.children.length > 3 && top + shown.offsetHeight - shown.lastChild.offsetHeight > y + 3 * height) {
			shown.lastChild.remove();
		}
	}

	const upper = () => all('.l', shown).find((line) => top + line.offsetTop + line.offsetHeight > box.scrollTop);
	const topLine = () => { const line = upper(); return line ? numberOf(line) : 1; };

	function scrolled() {
		const y = box.scrollTop;
		if (Math.abs(y - lastY) > 3 * box.clientHeight) {
			lastY = y;
			place(bounded(1 + y / Math.max(1, box.scrollHeight - box.clientHeight) * (total - 1))).catch(sayProblem);
		}
		else {
			lastY = y;
			fill().catch(sayProblem);
		}
		clearTimeout(idle);
		idle = setTimeout(align, 300);
	}

	/** Puts the scroll bar where the line is in the log: small steps move it too far in a large one. */
	function align() {
		const line = upper();
		if (!line || chunkNumber(shown.firstChild) === initial || chunkNumber(shown.lastChild) === last) { return; }
		const y = Math.round((numberOf(line) - 1) / Math.max(1, total - 1) * (tall() - box.clientHeight));
		if (Math.abs(y - box.scrollTop) > box.clientHeight) {
			const moved = y - Math.round(box.scrollTop);
			top += moved;
			shown.style.top = `${top}px`;
			spacer.style.height = `${tall()}px`;
			box.scrollTop += moved;
			lastY = box.scrollTop;
		}
	}

	const isSeen = (line) => {
		const element = one(`#L${line}`, shown);
		return element && top + element.offsetTop >= box.scrollTop - 1 && top + element.offsetTop < box.scrollTop + box.clientHeight;
	};

	/** Goes to a line, and shows it in the upper part. */
	async function goTo(line) {
		current = bounded(line);
		history.replaceState(null, '', `${address(`line=${current}`)}#L${current}`);
		if (isSeen(current)) { markAll(); }
		else { await place(current, box.clientHeight / 4); }
	}

	function readHash() {
		const range = /^#L(\d+)(?:-L?(\d+))?$/.exec(location.hash);
		if (!range) { return 0; }
		const ends = [bounded(Number(range[1])), bounded(Number(range[2] ?? range[1]))].sort((a, b) => a - b);
		select(ends[0], ends[1]);
		return ends[0];
	}

	function select(from, to) {
		selected = from ? [from, to] : null;
		const copy = one('[data-do=copy]');
		copy.hidden = !selected;
		copy.textContent = from === to ? `Copy line ${from}` : `Copy lines ${from} to ${to}`;
		markAll();
	}

	async function copy() {
		const text = get(`${path}/raw?from=${selected[0]}&to=${selected[1]}`);
		try { await navigator.clipboard.writeText(await text); }
		catch {
			const area = document.createElement('textarea');
			area.value = await text;
			document.body.append(area);
			area.select();
			document.execCommand('copy');
			area.remove();
		}
		say('Copied');
	}

	const lines = (number) => `${number.toLocaleString('en')} ${number === 1 ? 'line matches' : 'lines match'}`;

	/** Goes to the next or previous error, or line that matches. */
	async function go(to) {
		search?.abort();
		search = new AbortController();
		const { signal } = search, isError = to.endsWith('error');
		if (!query) { say(''); }
		const from = isSeen(current) ? current : topLine() - (to.startsWith('next') ? 1 : 0);
		const answer = await fetch(`${path}/find?to=${to}${from > 0 ? `&line=${from}` : ''}${isError ? '' : `&${query}`}`, { signal });
		const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
		for (let rest = '', { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
			const objects = (rest + value).split('\n');
			rest = objects.pop();
			for (const found of objects.map((text) => JSON.parse(text))) {
				if (!found.problem) { render(); }
				await tell(found, to, isError);
			}
		}
	}

	async function tell(found, to, isError) {
		if (found.problem) { say(`${found.count >= 0 ? `${lines(found.count)} so far; ` : ''}Not searched further: ${found.problem}`); }
		else if (found.line > 0) { await goTo(found.line); }
		else if (found.line === 0 && isError) { say(to.startsWith('next') ? 'No error line follows' : 'No error line before'); }
		else if (found.read !== undefined) { say(`${lines(found.count)} so far, ${Math.floor(found.read * 100)} % searched`); }
		else if (found.count !== undefined) { say(lines(found.count) + (found.rank ? `, this is number ${found.rank.toLocaleString('en')}` : found.count ? ', none further' : '')); }
	}

	function searchFor(to) {
		const terms = new URLSearchParams(new FormData(form));
		terms.delete('filter');
		query = input.value ? terms.toString() : '';
		all('.match').forEach((link) => { link.hidden = !query; });
		if (!query) { search?.abort(); say(''); history.replaceState(null, '', path); render(); }
		return query ? go(to) : Promise.resolve();
	}

	/** Loads the same lines anew where something else is searched for. */
	function render() {
		if (rendered === query) { return; }
		rendered = query;
		cache = new Map();
		const line = upper();
		place(topLine(), line ? top + line.offsetTop - box.scrollTop : 0).catch(sayProblem);
	}

	function wrap(on) {
		const line = topLine();
		box.classList.toggle('wrap', on);
		one('[data-do=wrap]').setAttribute('aria-pressed', on);
		remember('wrap', on ? '1' : '');
		if (whole && shown.firstChild) { place(line).catch(sayProblem); }
	}

	const actions = {
		wrap: () => wrap(!box.classList.contains('wrap')),
		keys: () => keys.showModal(),
		copy: () => copy().catch(sayProblem),
	};
	const pressed = {
		'/': () => input.select(),
		'?': actions.keys,
		w: actions.wrap,
		Escape: () => { input.value = ''; if (whole) { searchFor('next'); select(0); } box.focus(); },
	};
	if (whole) {
		Object.assign(pressed, {
			n: () => go('next-error').catch(sayProblem),
			p: () => go('previous-error').catch(sayProblem),
			g: () => goTo(1).catch(sayProblem),
			G: () => goTo(total).catch(sayProblem),
			Home: () => place(1).catch(sayProblem),
			End: () => place(total).catch(sayProblem),
		});
	}
	document.addEventListener('keydown', (event) => {
		const typing = event.target.matches('input:not([type=checkbox]), select, textarea');
		if (event.ctrlKey || event.metaKey || event.altKey || keys.open || (typing && event.key !== 'Escape')) { return; }
		const action = Object.hasOwn(pressed, event.key) ? pressed[event.key] : null;
		if (action) { event.preventDefault(); action(); }
	});
	all('[data-do]').forEach((button) => button.addEventListener('click', () => actions[button.dataset.do]()));
	if (remembered('wrap')) { wrap(true); }
	if (!whole) { return; }

	let backwards = false;
	input.addEventListener('keydown', (event) => { backwards = event.key === 'Enter' && event.shiftKey; if (backwards) { event.preventDefault(); form.requestSubmit(); } });
	form.addEventListener('submit', (event) => {
		if (!form.elements.filter.checked) {
			event.preventDefault();
			searchFor(backwards ? 'previous' : 'next').catch(sayProblem);
		}
		backwards = false;
	});
	all('.go').forEach((link) => link.addEventListener('click', (event) => {
		event.preventDefault();
		(link.classList.contains('match') ? searchFor : go)(link.dataset.to).catch(sayProblem);
	}));
	box.addEventListener('click', (event) => {
		if (!event.target.matches('.n') || event.ctrlKey || event.metaKey) { return; }
		event.preventDefault();
		const line = numberOf(event.target.parentNode), from = event.shiftKey && selected ? selected[0] : line;
		select(Math.min(from, line), Math.max(from, line));
		const range = selected[0] === selected[1] ? '' : `-L${selected[1]}`;
		history.replaceState(null, '', `${address(`line=${selected[0]}`)}#L${selected[0]}${range}`);
	});
	box.addEventListener('scroll', () => requestAnimationFrame(scrolled), { passive: true });
	window.addEventListener('resize', () => fill().catch(sayProblem));
	window.addEventListener('hashchange', () => { const line = readHash(); if (line && !isSeen(line)) { place(line, box.clientHeight / 4).catch(sayProblem); } });

	keep(given, cache);
	const wanted = bounded(readHash() || current || numberOf(given[0]));
	load(chunkOf(wanted), chunkOf(wanted)).then(() => {
		spacer.append(shown);
		box.replaceChildren(spacer);
		box.focus({ preventScroll: true });
		return place(wanted, wanted === numberOf(given[0]) ? 0 : box.clientHeight / 4);
	}).catch(sayProblem);
}

const log = document.getElementById('log');
if (log?.dataset.view) { logPage(log); }

// --- What still changes is loaded again, while somebody looks.

const live = one('[data-live]');
if (live) {
	const again = setInterval(async () => {
		if (document.hidden) { return; }
		const page = await fetch(location.href).then((answer) => (answer.ok ? answer.text() : ''), () => '');
		const now = new DOMParser().parseFromString(page, 'text/html').getElementById(live.id);
		if (!now) { return; }
		live.replaceChildren(...now.childNodes);
		if (!now.dataset.live) { clearInterval(again); }
	}, 5000);
}
