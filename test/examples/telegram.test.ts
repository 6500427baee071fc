/** The channel of `docs/write-an-adapter.md`, held against its cases by the very file that the page shows. */
import '../../examples/telegram/telegram-vitest.js';
