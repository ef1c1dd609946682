const KEPT = "missionmatch";

const follow = (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest ? event.target.closest(".stHtml a[href]") : null;
  if (!link || link.target === "_blank" || link.hasAttribute("download")) return;
  const there = new URL(link.href, document.baseURI);
  if (there.pathname.startsWith("/account/") || there.protocol === "mailto:") return;
  if (there.origin !== location.origin) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return;
  }
  if (there.hash) return;
  event.preventDefault();
  history.pushState({}, "", there.pathname + there.search);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
};

// Streamlit lets Escape empty a box of choices; here it only closes the list of them.
const keepAnswer = (event) => {
  if (event.key !== "Escape" || !event.isTrusted) return;
  const field = event.target.closest?.('.stSelectbox [role="combobox"]');
  if (!field) return;
  event.preventDefault();
  event.stopPropagation();
  if (field.getAttribute("aria-expanded") === "true") {
    field.blur();
    field.focus();
  } else {
    const escape = { key: "Escape", bubbles: true, cancelable: true };
    field.closest(".stSelectbox").dispatchEvent(new KeyboardEvent("keydown", escape));
  }
};

const HEADING = '[data-testid="stMain"] h1';

const goToHeading = () => {
  const heading = document.querySelector(HEADING);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

// Past the links of the account, which stand first in the page.
const skipLinks = (event) => {
  if (event.target.closest?.('[data-testid="stSkipToContent"]')) goToHeading();
};

const RECORDS = ["role_id", "org_id", "article_id", "person", "event", "session"];
const focused = { element: null, keyed: "" };

const seeFocus = (event) => {
  const keyed = event.target.closest?.('.stElementContainer[class*="st-key-"]')?.classList || [];
  focused.element = event.target;
  focused.keyed = [...keyed].find((name) => name.startsWith("st-key-")) || "";
};

const forgetFocus = () => { focused.element = null; focused.keyed = ""; };

// What is taken off the page may still stand there for a moment after the page says it is drawn.
const settleFocus = (isAnother, before, until) => {
  if (document.activeElement === document.body) {
    const hadHeading = focused.element?.tagName === "H1" && !focused.element.isConnected;
    if (isAnother || hadHeading) goToHeading();
    else if (focused.keyed && !focused.element.isConnected) {
      const button = document.querySelector(`.${CSS.escape(focused.keyed)} button`);
      button?.focus({ preventScroll: true });
    }
    if (document.activeElement === document.body) return;
    [isAnother, before] = [false, document.activeElement];
  }
  if (document.activeElement !== before || Date.now() > until) return;
  setTimeout(settleFocus, 50, isAnother, before, until);
};

// What had the focus may be gone when a page is drawn. On another page one goes on at its heading;
// on the same, at the button that took the place of the one that was pressed.
const keepFocus = () => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!window.missionmatchKept || app?.dataset.testScriptState !== "notRunning") return;
  const asked = new URLSearchParams(location.search);
  const title = document.querySelector(HEADING)?.textContent;
  const page = String([location.pathname, title, ...RECORDS.map((name) => asked.get(name))]);
  const isAnother = window.missionmatchPage && window.missionmatchPage !== page;
  window.missionmatchPage = page;
  settleFocus(isAnother, document.activeElement, Date.now() + 3000);
};

const foldForm = (event) => {
  if (!event.target.closest) return;
  const isOpening = event.target.closest(".st-key-open_form button");
  if (!isOpening && !event.target.closest(".st-key-close_form button")) return;
  const fold = document.querySelector(isOpening
    ? '[data-testid="stExpandSidebarButton"]'
    : '[data-testid="stSidebarCollapseButton"] button');
  if (fold) fold.click();
};

// A text with a button that copies it, or marks it where a browser lets nobody copy.
const copy = async (event) => {
  const button = event.target.closest?.(".mm-copy button");
  if (!button) return;
  const text = button.previousElementSibling;
  const said = button.lastElementChild, told = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText(text.textContent);
    said.textContent = told.textContent = "Copied";
    setTimeout(() => { said.textContent = "Copy"; told.textContent = ""; }, 3000);
  } catch {
    getSelection().selectAllChildren(text);
  }
};

// The card of the role that was opened comes back into view, unless the visitor goes elsewhere.
const show = (role) => {
  const card = ".st-key-card_" + role.replace(/[^a-zA-Z0-9_-]/g, "-");
  const here = location.pathname, until = Date.now() + 10000;
  let isOver = false;
  for (const what of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    document.addEventListener(what, () => { isOver = true; }, { once: true, passive: true });
  }
  const look = () => {
    if (isOver || location.pathname !== here || Date.now() > until) return;
    const found = document.querySelector(card);
    if (found) found.scrollIntoView({ block: "center" });
    else setTimeout(look, 50);
  };
  look();
};

export default function (component) {
  const { data, setStateValue } = component;
  if (!window.missionmatchListens) {
    window.missionmatchListens = true;
    document.addEventListener("click", follow);
    document.addEventListener("click", foldForm);
    document.addEventListener("click", skipLinks);
    document.addEventListener("click", copy);
    document.addEventListener("keydown", keepAnswer, true);
    document.addEventListener("focusin", seeFocus);
    document.addEventListener("pointerdown", forgetFocus, true);
    const drawing = { attributeFilter: ["data-test-script-state"], subtree: true };
    new MutationObserver(keepFocus).observe(document.body, drawing);
  }
  try {
    if (data.kept !== null) {
      sessionStorage.setItem(KEPT, data.kept);
      window.missionmatchKept = true;  // what was kept is on the page; it moves no more by itself
    } else if (window.missionmatchAsked !== data.session) {
      window.missionmatchAsked = data.session;
      setStateValue("found", {
        session: data.session,
        kept: sessionStorage.getItem(KEPT) || "",
      });
    }
  } catch (error) {
    console.info("This browser keeps nothing for Missionmatch.", error);
  }
  if (data.anew) {
    location.reload();
    return;
  }
  if (data.top && data.top !== window.missionmatchTop) {
    const list = document.querySelector(".mm-list-top");
    const place = list ? list.getBoundingClientRect().top : 0;
    const isSeen = place > 0 && place < window.innerHeight * 0.7;
    if (list && window.missionmatchTop && !isSeen) list.scrollIntoView({ block: "start" });
  }
  window.missionmatchTop = data.top || window.missionmatchTop;
  if (data.card) show(data.card);
}
