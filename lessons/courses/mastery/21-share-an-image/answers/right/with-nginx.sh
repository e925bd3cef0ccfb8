# title: another image is in the same file
# from: by-file
docker logout
docker save -o ahoy.tar student/ahoy:1 nginx:alpine
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
