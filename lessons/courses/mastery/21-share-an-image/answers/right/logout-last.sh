# title: logged out in the end
# from: by-file
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
docker logout
