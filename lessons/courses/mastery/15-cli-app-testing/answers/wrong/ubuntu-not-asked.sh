# title: curl was installed, and its version not asked
# fails: ubuntu-version ubuntu-rm
# says: ‘curl --version’ was not run in a container with image ‘ubuntu:14.04’ yet
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
