# title: never logged in
# fails: logged-in on-the-hub testing-on-the-hub sent logged-out still-there
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker image push student/nginx:alpine
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
