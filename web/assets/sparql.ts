// The editor of the SPARQL page, over a textarea that works without it: colours, completions from the server, and the
// store's own errors where they are. It stands in a shadow root, as its style sheets then need no exception from the policy.
import { autocompletion, closeBrackets, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

interface Term {
  label: string;
  type: string;
  detail: string;
}

const KEYWORDS =
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH SERVICE BIND VALUES GROUP BY ORDER BY ASC DESC HAVING LIMIT OFFSET ASK CONSTRUCT DESCRIBE PREFIX COUNT SUM MIN MAX AVG GROUP_CONCAT REGEX CONTAINS LCASE STR LANG YEAR BOUND EXISTS NOT"
    .split(" ")
    .map((label) => ({ label, type: "keyword" }));

let terms: Promise<Term[]> | undefined;

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[?$]?[\w-]*(:[\w-]*)?/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  if (/^[?$]/.test(word.text)) {
    const names = new Set(context.state.doc.toString().match(/[?$]\w+/g));
    names.delete(word.text);
    return { from: word.from, options: [...names].map((label) => ({ label, type: "variable" })) };
  }
  terms ??= fetch("/sparql/completions").then((answer) => (answer.ok ? answer.json() : []));
  return { from: word.from, options: [...(await terms), ...KEYWORDS], validFor: /^[\w-]*(:[\w-]*)?$/ };
}

const look = EditorView.theme({
  "&": { color: "inherit", backgroundColor: "var(--govuk-body-background-colour, #fff)", border: "2px solid currentColor", fontSize: "15px" },
  "&.cm-focused": { outline: "3px solid #ffdd00", outlineOffset: "0" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace", lineHeight: "1.5", minHeight: "230px", maxHeight: "70vh" },
  ".cm-content": { caretColor: "currentColor" },
  ".cm-cursor": { borderLeftColor: "currentColor" },
  ".cm-gutters": { color: "var(--govuk-secondary-text-colour, #4c5a5a)", backgroundColor: "var(--app-tint)", borderRight: "1px solid var(--app-line)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--app-found) !important" },
  ".cm-matchingBracket": { backgroundColor: "var(--app-mark) !important" },
  ".cm-tooltip": { color: "inherit", backgroundColor: "var(--govuk-body-background-colour, #fff)", border: "1px solid var(--app-line)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "inherit", backgroundColor: "var(--app-mark)" },
  ".cm-completionDetail": { color: "var(--govuk-secondary-text-colour, #4c5a5a)", fontStyle: "normal", marginLeft: "1.5em" },
  ".cm-diagnostic": { fontFamily: "inherit" },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--app-stance-plan)", fontWeight: "bold" },
  { tag: tags.variableName, color: "var(--app-stance-progress)" },
  { tag: [tags.string, tags.integer, tags.float, tags.bool], color: "var(--app-stance-strength)" },
  { tag: tags.url, color: "var(--app-caution)" },
  { tag: tags.comment, color: "var(--app-stance-none)", fontStyle: "italic" },
]);

/** Marks the place that the store's parser named, and puts the cursor there. */
function pointAt(view: EditorView, focus: boolean): void {
  const fault = document.querySelector<HTMLElement>("#fault[data-line]");
  const [number, column] = [Number(fault?.dataset.line), Number(fault?.dataset.column)];
  if (!fault || !number || number > view.state.doc.lines) {
    view.dispatch(setDiagnostics(view.state, []));
    return;
  }
  const line = view.state.doc.line(number);
  const from = Math.min(line.from + column - 1, line.to);
  const to = Math.min(from + 1, view.state.doc.length);
  const message = fault.dataset.message ?? "";
  view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]), { selection: { anchor: from } });
  if (focus) view.focus();
}

function begin(area: HTMLTextAreaElement): void {
  const form = area.form!;
  const place = document.createElement("div");
  place.className = "app-editor";
  const root = place.attachShadow({ mode: "open" });
  area.before(place);
  const run = (): boolean => {
    form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        lineNumbers(),
        lintGutter(),
        history(),
        closeBrackets(),
        bracketMatching(),
        sparql(),
        autocompletion({ override: [complete] }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
        syntaxHighlighting(colours),
        look,
        EditorView.contentAttributes.of({ "aria-label": "Query", "aria-multiline": "true" }),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          setTimeout(() => view.dispatch(setDiagnostics(view.state, [])));
        }),
      ],
    }),
  });
  const label = form.querySelector<HTMLLabelElement>("label[for=query]");
  label?.removeAttribute("for");
  label?.addEventListener("click", () => view.focus());
  area.hidden = true;
  form.querySelector<HTMLElement>(".app-query__keys")!.hidden = false;
  pointAt(view, false);
  document.addEventListener("htmx:after:swap", () => pointAt(view, true));
}

const area = document.querySelector<HTMLTextAreaElement>("textarea.app-query__text");
if (area) begin(area);
