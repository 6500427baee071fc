/** The kits of `docs/storage.md` and `docs/crm.md`, as the pages show them. */
import '../../examples/kits/crm-cases.js';
import '../../examples/kits/store-cases.js';
