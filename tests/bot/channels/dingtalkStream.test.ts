import { dingtalkStream, haveConversations } from "../../support/channels";

haveConversations(dingtalkStream, { turn: 0 });
