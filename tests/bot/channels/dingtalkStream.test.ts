import { dingtalkStream, haveConversations } from "../../support/channels";

haveConversations(dingtalkStream, 0);
