/** The kits of `docs/storage.md`, `docs/crm.md`, `docs/intent.md` and `docs/self-service.md`, as the pages show them. */
import '../../examples/kits/crm-cases.js';
import '../../examples/kits/intent-cases.js';
import '../../examples/kits/store-cases.js';
