/** The browser's class, of which only this is used: the types of everything else in a browser stay out. */
declare class Worker {
  constructor(url: string);
  terminate(): void;
}
