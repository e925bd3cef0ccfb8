# title: nothing was done
# fails: own-name was-denied denied logged-in on-the-hub testing-here testing-on-the-hub sent logged-out still-there
docker image ls
