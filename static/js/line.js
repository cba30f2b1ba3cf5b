// What runs between a page and the log of a thread: a websocket; where none holds, server-sent events; where neither does,
// a question every ten seconds. All three stand on one cursor, so nothing is lost or doubled when one takes the other's place.
const LONGEST_WAIT = 30000; // milliseconds
const POLL = 10000;
const SILENT = 60000; // a heartbeat comes every 20 to 25 seconds
const TRIES = 2; // lines in a row that never opened, before the next rung
const BACK = 3000; // milliseconds in which all come back to a server that answers again
const TOP_AGAIN = [60000, 120000]; // from polling back to the top
const SHUT = 4004;
const STOPS = 1012;

const between = (least, most) => least + Math.random() * (most - least);

/**
 * Follows a thread until `stop()` is called, or it may be followed no longer.
 *
 * `cursor` ("epoch:seq") and `tallied` (a moment of counts) are where the page stands. `onMessage(message)` gets each
 * message once and in order; a `reset` says that the page is to be fetched anew. `onStatus` gets "live", "catching-up",
 * "checking", "away" (the server does not answer) or "shut". `streamUrl` may be missing. Returns `{stop}`.
 */
export function follow({ liveUrl, streamUrl, pollUrl, cursor, tallied, onMessage, onStatus }) {
  let [epoch, seq] = [cursor.split(":")[0], Number(cursor.split(":")[1])];
  let counted = tallied ?? "";
  let closeLine = () => {};
  let failures = 0; // in a row
  let unopened = 0; // lines in a row that never opened, on this rung
  let rung = 0;
  let spread = null; // milliseconds in which a process that stops wants us back
  let timer;
  let silence;
  let isStopped = false;
  const rungs = [socket, ...(streamUrl ? [events] : [])];

  const later = (work, wait) => { clearTimeout(timer); timer = setTimeout(work, wait); };
  const from = (url) => {
    const query = new URLSearchParams({ after: `${epoch}:${seq}` });
    if (counted) query.set("tallied", counted);
    return `${url}?${query}`;
  };

  // Returns false when something is missing: then the line is begun anew from the cursor.
  function take(message) {
    if (message.spread !== undefined) spread = message.spread * 1000;
    if (message.reset !== undefined || message.epoch !== epoch) {
      [epoch, seq] = [message.epoch, message.reset ?? message.seq ?? 0];
      onMessage({ ...message, reset: seq });
      return true;
    }
    if (message.beat !== undefined) return message.beat <= seq;
    if (message.prev > seq) return false;
    const events = message.events?.filter((event) => event.seq > seq);
    seq = Math.max(seq, message.seq ?? 0);
    counted = message.tallied ?? counted;
    onMessage({ ...message, events });
    return true;
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(() => closeLine(), SILENT);
  }

  function connect() {
    clearTimeout(timer);
    if (isStopped) return;
    let isOpen = false;
    const ended = (code) => {
      clearTimeout(silence);
      closeLine = () => {};
      if (isStopped) return;
      if (code === SHUT) { stop("shut"); return; }
      unopened = isOpen ? 0 : unopened + 1;
      again(code);
    };
    closeLine = rungs[rung]({
      opened: () => { isOpen = true; failures = 0; spread = null; onStatus("live"); listen(); },
      heard: (text) => { listen(); if (!take(JSON.parse(text))) closeLine(); },
      ended,
    });
  }

  function again(code) {
    failures += 1;
    if (unopened >= TRIES) {
      unopened = 0;
      rung += 1;
      if (rung >= rungs.length) { check(); return; }
    }
    onStatus("catching-up");
    const most = spread ?? (code === STOPS ? 2000 : 0);
    later(connect, most ? Math.random() * most : Math.random() * Math.min(LONGEST_WAIT, 500 * 2 ** failures));
    spread = null;
  }

  function socket({ opened, heard, ended }) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const line = new WebSocket(`${scheme}//${location.host}${from(liveUrl)}`);
    line.addEventListener("open", opened);
    line.addEventListener("message", (event) => heard(event.data));
    let isOver = false;
    const over = (code) => { if (!isOver) { isOver = true; ended(code); } };
    line.addEventListener("close", (event) => over(event.code));
    return () => { line.close(); over(); }; // a line that is dead may take minutes to say so
  }

  function events({ opened, heard, ended }) {
    const line = new EventSource(from(streamUrl));
    let isOver = false;
    const over = (code) => { if (!isOver) { isOver = true; line.close(); ended(code); } };
    line.addEventListener("open", opened);
    line.addEventListener("message", (event) => heard(event.data));
    line.addEventListener("shut", () => over(SHUT));
    line.addEventListener("error", () => over()); // our own waits are spread; a browser's are not
    return () => over();
  }

  // The last rung. From time to time the first is tried again, and soon after a server that was away answers.
  function check() {
    let isAway = false;
    onStatus("checking");
    const until = Date.now() + between(...TOP_AGAIN);
    const ask = async () => {
      if (isStopped) return;
      if (Date.now() > until) { rung = 0; failures = 0; connect(); return; }
      let answers = false;
      try {
        const answer = await fetch(from(pollUrl));
        if (answer.status === 200 && !answer.redirected) take(await answer.json());
        if ([401, 403, 404].includes(answer.status) || answer.redirected) { stop("shut"); return; }
        answers = answer.status < 500;
      } catch { /* the line is down: the next time */ }
      if (isStopped) return;
      if (answers && isAway) { [rung, failures, unopened] = [0, 0, 0]; later(connect, Math.random() * BACK); return; }
      isAway = !answers;
      onStatus(isAway ? "away" : "checking");
      later(ask, POLL * between(0.9, 1.1));
    };
    later(ask, POLL * Math.random() * 0.2);
  }

  function stop(status) {
    isStopped = true;
    clearTimeout(timer);
    clearTimeout(silence);
    closeLine();
    removeEventListener("online", connectNow);
    if (status) onStatus(status);
  }

  function connectNow() {
    if (!isStopped) { closeLine(); rung = 0; unopened = 0; later(connect, Math.random() * 1000); }
  }

  addEventListener("online", connectNow);
  connect();
  return { stop: () => stop() };
}
