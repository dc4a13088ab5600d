/** Has Spin explore the models of the hand-off, as they are and with one mechanism taken out at a time. */
@NullMarked
package com.callvault.model;

import org.jspecify.annotations.NullMarked;
