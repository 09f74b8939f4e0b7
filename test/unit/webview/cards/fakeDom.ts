type Listener = (event: FakeEvent) => void;

/** An event that a test sends: enough of one for the page's handlers. */
export interface FakeEvent {
  readonly type: string;
  readonly timeStamp: number;
  currentTarget: FakeElement | null;
  stopped: boolean;
  defaultPrevented: boolean;
  preventDefault(): void;
  stopPropagation(): void;
  readonly [detail: string]: unknown;
}

class FakeNode {
  parentNode: FakeElement | null = null;
  childNodes: FakeNode[] = [];
  readonly nodeType: number;
  constructor(nodeType: number) {
    this.nodeType = nodeType;
  }
  get firstChild(): FakeNode | null {
    return this.childNodes[0] ?? null;
  }
  get nextSibling(): FakeNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
  get textContent(): string {
    return this.childNodes.map(({ textContent }) => textContent).join('');
  }
  remove(): void {
    this.parentNode?.removeChild(this);
  }
  contains(node: FakeNode | null): boolean {
    return node === this || this.childNodes.some((child) => child.contains(node));
  }
}

class FakeText extends FakeNode {
  data: string;
  constructor(data: string) {
    super(3);
    this.data = data;
  }
  override get textContent(): string {
    return this.data;
  }
}

/** An element that knows its children, attributes and listeners, and nothing of layout. */
export class FakeElement extends FakeNode {
  readonly localName: string;
  readonly namespaceURI: string;
  readonly attributes = new Map<string, string>();
  readonly listeners: { type: string; capture: boolean; listener: Listener }[] = [];
  /** Where Preact sets the property, as it does with those that an element of the browser has. */
  value: unknown = '';
  checked = false;
  disabled = false;
  readonly onclick = null;

  constructor(localName: string, namespaceURI: string) {
    super(1);
    this.localName = localName;
    this.namespaceURI = namespaceURI;
  }
  ancestors(): FakeElement[] {
    return this.parentNode ? [this.parentNode, ...this.parentNode.ancestors()] : [];
  }
  insertBefore(node: FakeNode, before: FakeNode | null): FakeNode {
    node.parentNode?.removeChild(node);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }
  removeChild(node: FakeNode): void {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
    // As a browser does, also when the element is only moved.
    if (node.contains(fakeDocument.activeElement)) fakeDocument.activeElement = null;
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  addEventListener(type: string, listener: Listener, capture = false): void {
    this.listeners.push({ type, listener, capture });
  }
  removeEventListener(type: string, listener: Listener, capture = false): void {
    const at = this.listeners.findIndex(
      (item) => item.type === type && item.listener === listener && item.capture === capture,
    );
    if (at >= 0) this.listeners.splice(at, 1);
  }
  all(fits: (element: FakeElement) => boolean): FakeElement[] {
    return this.childNodes.flatMap((child) =>
      child instanceof FakeElement ? [...(fits(child) ? [child] : []), ...child.all(fits)] : [],
    );
  }
  /** Knows the selectors that the cards use: names of elements, and one attribute with its value. */
  matches(selector: string): boolean {
    const attribute = /^\[([\w-]+)="([^"]*)"\]$/.exec(selector);
    if (attribute) return this.attributes.get(attribute[1] ?? '') === attribute[2];
    return selector.split(/,\s*/).includes(this.localName);
  }
  querySelector(selector: string): FakeElement | null {
    return this.all((element) => element.matches(selector))[0] ?? null;
  }
  closest(): FakeElement | null {
    return null;
  }
  focus(): void {
    fakeDocument.activeElement = this;
  }
  scrollIntoView(): void {
    this.attributes.set('data-scrolled', 'true');
  }

  /** Sends an event down and up the tree. `details` become members of the event. */
  send(type: string, details: Readonly<Record<string, unknown>> = {}): FakeEvent {
    const event: FakeEvent = {
      timeStamp: performance.now(),
      key: '',
      ...details,
      type,
      currentTarget: null,
      stopped: false,
      defaultPrevented: false,
      preventDefault() {
        event.defaultPrevented = true;
      },
      stopPropagation() {
        event.stopped = true;
      },
    };
    const path: readonly FakeElement[] = [this, ...this.ancestors()];
    const call = (element: FakeElement, capture: boolean): void => {
      event.currentTarget = element;
      const fitting = element.listeners.filter((item) => item.type === type && item.capture === capture);
      for (const { listener } of fitting) if (!event.stopped) listener.call(element as never, event);
    };
    for (const element of path.toReversed()) call(element, true);
    for (const element of path) call(element, false);
    return event;
  }
}

const html = 'http://www.w3.org/1999/xhtml';

const fakeDocument = {
  activeElement: null as FakeElement | null,
  body: { dataset: {} },
  isFocused: true,
  hasFocus: () => fakeDocument.isFocused,
  createElementNS: (namespace: string, name: string) => new FakeElement(name, namespace),
  /** Nothing stands beside the roots. */
  querySelector: () => null,
  createTextNode: (data: string) => new FakeText(data),
};

/** The element that has the focus in the fake document. */
export function focusedElement(): FakeElement | null {
  return fakeDocument.activeElement;
}

/** The person goes to another part of the window, or comes back to the page. */
export function focusPage(isFocused: boolean): void {
  fakeDocument.isFocused = isFocused;
}

/** A root to render into, in a document of fake elements that is the global one until `removeFakeDom`. */
export function installFakeDom(): FakeElement {
  Object.assign(globalThis, { document: fakeDocument });
  fakeDocument.activeElement = null;
  fakeDocument.isFocused = true;
  return new FakeElement('div', html);
}

/** Other tests run without a document, as the code under test may check. */
export function removeFakeDom(): void {
  Reflect.deleteProperty(globalThis, 'document');
}
